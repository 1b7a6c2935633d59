import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';

export class ChatStack extends cdk.Stack {
  constructor(scope: any, id: string) {
    super(scope, id);
    new lambda.Function(this, 'F', { runtime: lambda.Runtime.PYTHON_3_12, handler: 'a.b', code: lambda.Code.fromAsset('backend') });
  }
}
