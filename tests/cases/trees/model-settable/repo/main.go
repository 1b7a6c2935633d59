package main

import (
	"os"

	openai "github.com/sashabaranov/go-openai"
)

func client() *openai.Client {
	config := openai.DefaultConfig(os.Getenv("OPENAI_API_KEY"))
	if base := os.Getenv("OPENAI_BASE_URL"); base != "" {
		config.BaseURL = base
	}
	return openai.NewClientWithConfig(config)
}

func model() string {
	if m := os.Getenv("MODEL"); m != "" {
		return m
	}
	return "gpt-4o-mini"
}
