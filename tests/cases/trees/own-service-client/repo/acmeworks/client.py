import httpx


class Client:
    def __init__(self, api_key, base_url="https://api.acmeworks.io/v1"):
        self.http = httpx.Client(base_url=base_url, headers={"Authorization": api_key})

    def jobs(self):
        return self.http.get("/jobs")
