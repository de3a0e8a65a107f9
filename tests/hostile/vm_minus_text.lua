return {-"3"}
