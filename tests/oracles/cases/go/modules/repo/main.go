package main

import (
	_ "example.org/Store"
	_ "example.org/db"
	_ "example.org/orig"
	_ "example.org/part0"
	_ "example.org/web"
)

func main() {}
