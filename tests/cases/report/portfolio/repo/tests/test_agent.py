# SPDX-License-Identifier: Apache-2.0

from errand.agent import Agent


def test_model():
    assert Agent(model="gpt-4o-mini").model == "gpt-4o-mini"
