"""30 messages with kafka-python, as `npm run consume -- -n 30 -g GROUP` prints them."""
import sys

from kafka import KafkaConsumer

brokers, topic, group = sys.argv[1:]
consumer = KafkaConsumer(
    topic, bootstrap_servers=brokers.split(","), group_id=group, auto_offset_reset="earliest", enable_auto_commit=False
)
for count, message in enumerate(consumer, 1):
    print(message.value.decode())
    if count == 30:
        break
consumer.commit()
consumer.close()
