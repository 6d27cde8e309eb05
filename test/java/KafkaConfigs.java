import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Prints a file of lib/cluster/kafka-configs: every property of a broker and of a topic, as the jars on the class path know them.
 * Run: java -cp '<jars>/*' KafkaConfigs.java
 */
public class KafkaConfigs {
  private static final Pattern RANGE = Pattern.compile("\\[(-?[\\d.]+),\\.\\.\\.(?:,(-?[\\d.]+))?](?: or (-?\\d+))?");
  private static final Pattern CHOICE = Pattern.compile("\\[([\\w, ]+)]");

  public static void main(String[] args) throws Exception {
    String version = org.apache.kafka.common.utils.AppInfoParser.getVersion();
    System.out.println("// Written by test/java/KafkaConfigs.java from the jars of Kafka " + version + "; a test proves that it is current.");
    System.out.println("export const brokerConfigs = {");
    print(kafka.server.KafkaConfig.configDef());
    System.out.println("} as const;\n\nexport const topicConfigs = {");
    print(org.apache.kafka.storage.internals.log.LogConfig.configDefCopy());
    System.out.println("} as const;");
  }

  private static void print(ConfigDef definition) {
    for (Map.Entry<String, ConfigDef.ConfigKey> entry : new TreeMap<>(definition.configKeys()).entrySet()) {
      ConfigDef.ConfigKey key = entry.getValue();
      String name = "  '" + entry.getKey() + "': { type: '" + key.type.toString().toLowerCase() + "'";
      System.out.println(name + limits(key) + standard(key) + " },");
    }
  }

  /** The default of a number, where JavaScript can hold it. */
  private static String standard(ConfigDef.ConfigKey key) {
    if (!(key.defaultValue instanceof Number number)) return "";
    return Math.abs(number.doubleValue()) < 1L << 53 ? ", default: " + number : "";
  }

  private static String limits(ConfigDef.ConfigKey key) {
    if (key.validator == null) return "";
    String text = key.validator.toString();
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      String max = range.group(2) == null ? "" : ", max: " + range.group(2);
      return ", min: " + range.group(1) + max + (range.group(3) == null ? "" : ", or: " + range.group(3));
    }
    Matcher choice = CHOICE.matcher(text);
    String ofList = key.type == ConfigDef.Type.LIST ? "eachOf" : "oneOf";
    return choice.matches() ? ", " + ofList + ": ['" + choice.group(1).replace(", ", "', '") + "']" : "";
  }
}
