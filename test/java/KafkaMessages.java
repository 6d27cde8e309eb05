import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * Tells how Kafka's own classes encode and decode, line by line: of a message the bytes of given fields and the fields of given
 * bytes, of records the bytes of their batch, of a number the bytes of its varint.
 * Run: java -cp '<jars>/*' KafkaMessages.java
 */
public class KafkaMessages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HexFormat HEX = HexFormat.of();

  public static void main(String[] args) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String line; (line = lines.readLine()) != null; ) {
      JsonNode asked = JSON.readTree(line);
      ObjectNode answer = JSON.createObjectNode();
      if (asked.has("message")) message(asked, answer);
      else if (asked.has("records")) answer.put("hex", batch(asked));
      else answer.put("hex", varint(asked));
      System.out.println(JSON.writeValueAsString(answer));
    }
  }

  private static void message(JsonNode asked, ObjectNode answer) throws Exception {
    Class<?> type = Class.forName("org.apache.kafka.common.message." + asked.get("message").asText());
    Class<?> converter = Class.forName(type.getName() + "JsonConverter");
    short version = (short) asked.get("version").asInt();
    Message read = (Message) type.getConstructor().newInstance();
    ByteBuffer bytes = ByteBuffer.wrap(HEX.parseHex(asked.get("hex").asText()));
    read.read(new ByteBufferAccessor(bytes), version);
    answer.put("left", bytes.remaining());
    answer.set("fields", (JsonNode) converter.getMethod("write", type, short.class).invoke(null, read, version));
    Message given = (Message) converter.getMethod("read", JsonNode.class, short.class).invoke(null, asked.get("fields"), version);
    answer.put("hex", encoded(given, version));
    if (read instanceof ApiMessage && ((ApiMessage) read).apiKey() >= 0) {
      ApiKeys api = ApiKeys.forId(((ApiMessage) read).apiKey());
      answer.put("key", api.id).put("requestHeader", api.requestHeaderVersion(version)).put("responseHeader", api.responseHeaderVersion(version));
    }
  }

  private static String encoded(Message message, short version) {
    ObjectSerializationCache cache = new ObjectSerializationCache();
    ByteBuffer bytes = ByteBuffer.allocate(message.size(cache, version));
    message.write(new ByteBufferAccessor(bytes), cache, version);
    return HEX.formatHex(bytes.array());
  }

  private static String batch(JsonNode asked) throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
    MemoryRecordsBuilder builder = new MemoryRecordsBuilder(bytes, RecordBatch.MAGIC_VALUE_V2, Compression.NONE,
        TimestampType.CREATE_TIME, 0, RecordBatch.NO_TIMESTAMP, asked.get("producerId").asLong(),
        (short) asked.get("epoch").asInt(), asked.get("sequence").asInt(), false, false,
        RecordBatch.NO_PARTITION_LEADER_EPOCH, bytes.capacity());
    for (JsonNode record : asked.get("records")) {
      List<Header> headers = new ArrayList<>();
      for (JsonNode header : record.get("headers")) headers.add(new RecordHeader(header.get(0).asText(), bytes(header.get(1))));
      builder.append(record.get("timestamp").asLong(), bytes(record.get("key")), bytes(record.get("value")),
          headers.toArray(new Header[0]));
    }
    ByteBuffer built = builder.build().buffer();
    byte[] exact = new byte[built.remaining()];
    built.get(exact);
    return HEX.formatHex(exact);
  }

  private static byte[] bytes(JsonNode base64) throws Exception {
    return base64.isNull() ? null : base64.binaryValue();
  }

  private static String varint(JsonNode asked) {
    ByteBuffer bytes = ByteBuffer.allocate(10);
    if (asked.has("varint")) ByteUtils.writeVarint(asked.get("varint").asInt(), bytes);
    else ByteUtils.writeVarlong(asked.get("varlong").asLong(), bytes);
    return HEX.formatHex(bytes.array(), 0, bytes.position());
  }
}
