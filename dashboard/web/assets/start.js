// Starts Dash from a file, so that the page needs no inline script.
// Here are the halves of web/typed.py that draw what Dash's HTML lacks.
window.dashboard = {
  Input: (props) => {
    const { setProps, ...plain } = props;
    return window.React.createElement("input", plain);
  },
  Static: ({ tag, attributes, html }) =>
    window.React.createElement(tag, { ...attributes, dangerouslySetInnerHTML: { __html: html } }),
};
// Where plotly is here already, so are its words in the page's language.
if (window.Plotly) Plotly.setPlotConfig({ locale: document.documentElement.lang });
var renderer = new DashRenderer();
