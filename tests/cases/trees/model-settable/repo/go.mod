module github.com/someone/goapp

go 1.22

require github.com/sashabaranov/go-openai v1.30.0
