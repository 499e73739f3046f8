"""The Streamlit pages: they draw, they do not decide."""
