"""A gate for pipelines: models and systems held against a policy, told as text, data, JUnit, SARIF and a badge."""
