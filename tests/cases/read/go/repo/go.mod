module example.org/a

go 1.23

require (
	google.golang.org/genai v1.2.0
	github.com/x/y v0.0.0-20240102030405-0123456789ab // indirect
)

require github.com/z/w/v2 v2.1.0

replace github.com/z/w/v2 => ../w

tool golang.org/x/tools/cmd/stringer
