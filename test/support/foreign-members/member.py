"""A member of a group with kafka-python: prints the topic and value of each message, commits what it has printed, leaves on SIGTERM."""
import signal
import sys

from kafka import KafkaConsumer
from kafka.coordinator.assignors.range import RangePartitionAssignor

brokers, group, *topics = sys.argv[1:]
consumer = KafkaConsumer(
    *topics,
    bootstrap_servers=brokers.split(","),
    group_id=group,
    auto_offset_reset="earliest",
    enable_auto_commit=False,
    metadata_max_age_ms=1000,
    partition_assignment_strategy=[RangePartitionAssignor],
)
running = True


def stop(*_):
    global running
    running = False


signal.signal(signal.SIGTERM, stop)
while running:
    for messages in consumer.poll(timeout_ms=100).values():
        for message in messages:
            print(message.topic, message.value.decode(), flush=True)
        consumer.commit()
consumer.close()
