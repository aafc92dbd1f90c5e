"""Numbers that operators watch come in from all over server/; /metrics gives them out."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

disable_created_metrics()  # type: ignore[no-untyped-call]

REGISTRY = CollectorRegistry()

DELIVERIES = Counter("codebadge_deliveries", "Webhook requests by what became of them.", ["outcome"], registry=REGISTRY)
GROUPS = Histogram(
    "codebadge_delivery_group_rows",
    "Deliveries that were committed together.",
    buckets=(1, 2, 5, 10, 20, 50, 100, 200),
    registry=REGISTRY,
)
BELLS_LOST = Counter("codebadge_bells_lost", "Bells that Redis did not take.", registry=REGISTRY)
BOARD_READS = Counter("codebadge_board_reads", "Boards read, by source.", ["source"], registry=REGISTRY)
SOCKETS = Gauge("codebadge_sockets", "Browsers that are connected now.", registry=REGISTRY)
SOCKETS_CUT = Counter("codebadge_sockets_cut", "Sockets that we cut, by reason.", ["reason"], registry=REGISTRY)
TOLD = Counter("codebadge_messages_told", "Messages fanned out by this hub, by kind.", ["kind"], registry=REGISTRY)
GAPS = Counter("codebadge_stream_gaps", "Gaps in the stream filled from PostgreSQL.", registry=REGISTRY)
BOARDS_HELD = Gauge("codebadge_boards_held", "Boards that somebody looks at now.", registry=REGISTRY)
COMMANDS = Counter(
    "codebadge_admin_commands", "Admin commands by what became of them.", ["command", "outcome"], registry=REGISTRY
)

UP = Gauge("codebadge_up", "1 while the engine answers.", ["engine"], registry=REGISTRY)
WAITING = Gauge("codebadge_waiting", "What waits for a station.", ["station"], registry=REGISTRY)
BEHIND = Gauge("codebadge_hub_behind", "Told messages that this hub has not told yet.", registry=REGISTRY)
OLDEST = Gauge("codebadge_oldest_seconds", "How long the oldest of it has waited.", ["station"], registry=REGISTRY)
