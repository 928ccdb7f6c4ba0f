"""The front matter form: a Fields tab of typed editors and a Source tab."""
