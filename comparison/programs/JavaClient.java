import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Java's own client: reads or writes as program.ts has it; the end of its standard input stops it.
 * Run: java -cp '<jars>/*' JavaClient.java read|write ORDER
 */
public class JavaClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] args) throws Exception {
    JsonNode order = JSON.readTree(args[1]);
    Properties properties = new Properties();
    properties.put("bootstrap.servers", String.join(",", texts(order.get("brokers"))));
    if (args[0].equals("read")) {
      read(order, properties);
    } else {
      write(order, properties);
    }
  }

  private static void read(JsonNode order, Properties properties) throws Exception {
    properties.put("group.id", order.get("groupId").textValue());
    properties.put("auto.offset.reset", order.get("from").textValue());
    // As the other clients read by default.
    properties.put("isolation.level", "read_committed");
    properties.put("metadata.max.age.ms", order.get("metadataMaxAgeMs").intValue());
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(texts(order.get("topics")));
    Thread input = new Thread(JavaClient::untilInputEnds);
    input.setDaemon(true);
    input.start();
    while (input.isAlive()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        ObjectNode line = JSON.createObjectNode();
        line.put("topic", record.topic()).put("partition", record.partition()).put("offset", record.offset());
        line.put("value", record.value());
        ArrayNode headers = line.putArray("headers");
        for (Header header : record.headers()) {
          headers.addArray().add(header.key()).add(header.value());
        }
        System.out.println(line);
      }
    }
    consumer.close();
  }

  private static void write(JsonNode order, Properties properties) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        JsonNode line = JSON.readTree(text);
        List<Header> headers = new ArrayList<>();
        for (JsonNode header : line.get("headers")) {
          headers.add(new RecordHeader(header.get(0).textValue(), bytes(header.get(1))));
        }
        int partition = line.get("partition").intValue();
        producer.send(
            new ProducerRecord<>(order.get("topic").textValue(), partition, (byte[]) null, bytes(line.get("value")), headers),
            (metadata, error) -> {
              ObjectNode answer = JSON.createObjectNode().put("seq", line.get("seq").intValue());
              if (error == null) {
                answer.put("partition", metadata.partition()).put("offset", metadata.offset());
              } else {
                answer.put("error", error.toString());
              }
              System.out.println(answer);
            });
      }
    }
  }

  private static void untilInputEnds() {
    try {
      System.in.readAllBytes();
    } catch (IOException error) {
      throw new RuntimeException(error);
    }
  }

  private static byte[] bytes(JsonNode text) {
    return text.textValue().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}
