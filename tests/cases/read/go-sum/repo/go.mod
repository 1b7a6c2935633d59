module example.org/app

go 1.21

require example.org/a v1.0.0

tool example.org/a/cmd/gen

require example.org/b v0.0.0-20240102030405-0123456789ab // indirect
