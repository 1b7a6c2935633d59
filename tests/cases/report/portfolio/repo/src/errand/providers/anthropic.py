# SPDX-License-Identifier: Apache-2.0

try:
    import anthropic
except ImportError:
    anthropic = None


def client():
    if anthropic is None:
        raise RuntimeError("install errand[anthropic]")
    return anthropic.Anthropic()
