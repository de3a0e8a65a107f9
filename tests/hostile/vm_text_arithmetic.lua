return {"3" * 2}
