"""The Streamlit app: pages over the same rankings and explanations the command line prints."""
