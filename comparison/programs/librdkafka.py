"""librdkafka, by confluent-kafka: reads or writes as program.ts has it; the end of its standard input stops it."""
import json
import sys
import threading
from base64 import b64encode

from confluent_kafka import Consumer, KafkaException, Producer

mode, order = sys.argv[1], json.loads(sys.argv[2])
brokers = ",".join(order["brokers"])


def base64(value):
    return None if value is None else b64encode(value).decode()


def show(line):
    print(json.dumps(line), flush=True)


def read():
    consumer = Consumer(
        {
            "bootstrap.servers": brokers,
            "group.id": order["groupId"],
            "auto.offset.reset": order["from"],
            "topic.metadata.refresh.interval.ms": order["metadataMaxAgeMs"],
        }
    )
    consumer.subscribe(order["topics"])
    stopped = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), stopped.set()), daemon=True).start()
    while not stopped.is_set():
        message = consumer.poll(0.1)
        if message is None:
            continue
        if message.error():
            if message.error().fatal():
                raise KafkaException(message.error())
            print(message.error(), file=sys.stderr)
            continue
        show(
            {
                "topic": message.topic(),
                "partition": message.partition(),
                "offset": message.offset(),
                "value": base64(message.value()),
                "headers": [[name, base64(value)] for name, value in message.headers() or []],
            }
        )
    consumer.close()


def write():
    producer = Producer({"bootstrap.servers": brokers, "enable.idempotence": True})

    def answer(seq):
        def settle(error, message):
            if error:
                show({"seq": seq, "error": str(error)})
            else:
                show({"seq": seq, "partition": message.partition(), "offset": message.offset()})

        return settle

    for text in sys.stdin:
        line = json.loads(text)
        headers = [(name, value) for name, value in line["headers"]]
        try:
            producer.produce(
                order["topic"],
                line["value"],
                partition=line["partition"],
                headers=headers,
                on_delivery=answer(line["seq"]),
            )
        except (KafkaException, BufferError) as error:
            show({"seq": line["seq"], "error": str(error)})
        producer.poll(0)
    producer.flush()


read() if mode == "read" else write()
