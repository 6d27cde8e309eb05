import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;

/**
 * Lets Kafka's and ZooKeeper's own classes judge properties. Reads lines of a kind and of texts in Base64, and answers each
 * with `ok` or with what the classes say. Run: java -cp '<jars>' KafkaJudges.java
 */
public class KafkaJudges {
  public static void main(String[] args) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line; (line = lines.readLine()) != null; ) {
      String[] words = line.split(" ");
      String[] texts = new String[words.length - 1];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = new String(Base64.getDecoder().decode(words[i + 1]), StandardCharsets.UTF_8);
      }
      System.out.println(judge(words[0], texts));
    }
  }

  private static String judge(String kind, String[] texts) {
    try {
      Properties properties = new Properties();
      properties.load(new StringReader(texts[0]));
      switch (kind) {
        case "properties" -> readBack(properties, texts[1]);
        case "broker" -> broker(properties);
        case "topic" -> topic(properties, texts[1]);
        case "zookeeper" -> zooKeeper(properties);
        default -> throw new IllegalArgumentException("no judge of " + kind);
      }
      return "ok";
    } catch (Throwable fault) {
      return (fault.getClass().getSimpleName() + ": " + fault.getMessage()).replaceAll("\\s+", " ");
    }
  }

  /** Names and values one after another, with NUL between. */
  private static void readBack(Properties properties, String expected) {
    String[] parts = expected.split("\0", -1);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      if (!parts[i + 1].equals(properties.get(parts[i]))) {
        throw new IllegalStateException(parts[i] + " is " + properties.get(parts[i]) + ", not " + parts[i + 1]);
      }
    }
    if (properties.size() != parts.length / 2) throw new IllegalStateException(properties.size() + " properties");
  }

  /** What the broker's start asks of its configuration, beyond reading it. */
  private static KafkaConfig broker(Properties properties) {
    KafkaConfig config = KafkaConfig.fromProps(properties, false);
    for (Object name : properties.keySet()) {
      if (!KafkaConfig.configDef().names().contains(name)) throw new IllegalStateException("unknown " + name);
    }
    LogConfig.validateBrokerLogConfigValues(config.extractLogConfigMap(), false);
    new LogConfig(config.extractLogConfigMap());
    Sensor.RecordingLevel.forName(config.getString("metrics.recording.level"));
    config.groupCoordinatorConfig().offsetTopicCompressionType();
    config.getConfiguredInstances("metric.reporters", org.apache.kafka.common.metrics.MetricsReporter.class);
    String selector = config.getString("replica.selector.class");
    if (selector != null) instanceOf(selector);
    return config;
  }

  private static void instanceOf(String name) {
    try {
      Utils.newInstance(name, Object.class);
    } catch (ClassNotFoundException fault) {
      throw new IllegalStateException("no class " + name);
    }
  }

  private static void zooKeeper(Properties properties) throws Exception {
    // It is kept for the whole process, and one of an ensemble looks for its id in its folder.
    QuorumPeerConfig.setStandaloneEnabled(true);
    Path data = Files.createTempDirectory("zookeeper-judge-");
    Files.writeString(data.resolve("myid"), "1");
    properties.setProperty("dataDir", data.toString());
    try {
      new QuorumPeerConfig().parseProperties(properties);
    } finally {
      Files.delete(data.resolve("myid"));
      Files.delete(data);
    }
  }

  private static void topic(Properties properties, String ofBroker) throws Exception {
    Properties broker = new Properties();
    broker.load(new StringReader(ofBroker));
    Map<?, ?> defaults = KafkaConfig.fromProps(broker, false).extractLogConfigMap();
    LogConfig.validate(Collections.emptyMap(), properties, defaults, false, true);
  }
}
