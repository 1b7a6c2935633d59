module example.org/own

go 1.21

require (
	example.org/a v1.0.0
	example.org/b v1.1.0
)
