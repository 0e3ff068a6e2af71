// Starts Dash from a file, so that the page needs no inline script.
var renderer = new DashRenderer();
