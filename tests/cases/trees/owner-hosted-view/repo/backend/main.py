from agents import Agent
from chatkit.server import ChatKitServer

MODEL = "gpt-5"

triage = Agent(name="triage", model=MODEL)


class Server(ChatKitServer):
    pass
