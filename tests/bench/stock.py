"""The peer of the pages' benchmark: stock Dash with eight of our charts.

python stock.py PORT [compressed]
"""

import sys

from dash import Dash, dcc, html
from support import PROJECT
from waitress import serve

from dashboard.charts import chart_view
from dashboard.figures import draw
from dashboard.figures.dress import SCREEN
from dashboard.reader import read_collection
from dashboard.wording import Wording


def app(compress: bool) -> Dash:
    collection, words = read_collection(PROJECT), Wording("en")
    charts = [*collection.charts][:8]
    figures = [draw(chart_view(collection, chart, words), SCREEN, words) for chart in charts]
    stock = Dash("stock", compress=compress)
    stock.layout = html.Div(  # a static object, which is the faster way
        [html.H1("Stock")] + [dcc.Graph(id=f"chart-{n}", figure=f) for n, f in enumerate(figures)]
    )
    return stock


if __name__ == "__main__":
    server = app("compressed" in sys.argv).server
    print("ready", flush=True)
    serve(server, host="127.0.0.1", port=int(sys.argv[1]), threads=8)
