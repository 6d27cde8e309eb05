"""30 messages with kafka-python, as `npm run produce` sends them: idempotent, acks=all."""
import sys

from kafka import KafkaProducer

brokers, topic = sys.argv[1:]
producer = KafkaProducer(bootstrap_servers=brokers.split(","), acks="all", enable_idempotence=True, linger_ms=5)
sent = [producer.send(topic, key=str(i % 10).encode(), value=f"New message # {i}".encode()) for i in range(30)]
producer.close()
for message in sent:
    message.get(timeout=0)
