module example.org/one

go 1.22

require (
	example.org/two v0.0.0
	example.org/far v1.0.0
)
