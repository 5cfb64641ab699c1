"""The design that many tests of files read."""

EXAMPLE = """\
sketchcheck: 1                     # format version
name: Card fraud detection
brief:
  maturity: design
  problem: Fraudulent card payments cost 2.1 M USD a month.
  business_metric: {name: fraud loss, unit: USD/month, current: 2.1M, target: 1.5M}
  cost_false_positive: 12 USD
  latency_p99_ms: 100
zones:
  - {id: online, name: Online, kind: environment}
components:
  - id: checkout
    kind: consumer_app
    name: Checkout
  - id: scorer
    kind: serving_endpoint
    name: Fraud scorer
    technology: [fastapi, kubernetes]
    zone: online
    latency_p99_ms: 40             # measured in May
flows:
  - {from: checkout, to: scorer, kind: request_response, timeout_ms: 80}
notes:
  - {id: n1, text: Ask the issuer about their limits., about: scorer}
waivers:
  - {finding: RES001@scorer, reason: The issuer has its own rules., owner: payments-risk, until: 2027-03-01}
layout:                            # written by the canvas
  boxes: {checkout: [0, 0], scorer: [240, 0]}
  zones: {online: {at: [220, -40], size: [260, 160]}}
"""
