package org.example;

import org.springframework.ai.chat.client.ChatClient;

public class Chat {
    private final ChatClient client;
    Chat(ChatClient.Builder builder) { this.client = builder.build(); }
}
