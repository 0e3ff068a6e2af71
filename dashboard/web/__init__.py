"""The dashboard in a browser: pages as component trees, served as HTML, taken over by Dash."""
