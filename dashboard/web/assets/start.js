// Starts Dash from a file, so that the page needs no inline script.
// Dash's HTML has no <input>: this is the half of web/typed.py that draws it.
window.sourced = { Input: (props) => {
  const { setProps, ...plain } = props;
  return window.React.createElement("input", plain);
} };
// Where plotly is here already, so are its words in the page's language.
if (window.Plotly) Plotly.setPlotConfig({ locale: document.documentElement.lang });
var renderer = new DashRenderer();
