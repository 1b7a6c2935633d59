import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MODEL_ID = "anthropic.claude-3-sonnet-20240229-v1:0"


def invoke(body):
    return client.invoke_model(modelId=MODEL_ID, body=body)
