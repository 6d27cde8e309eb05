import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;

/**
 * Prints lib/kafka/protocol/kafka-errors.ts: every error that a broker answers with, as the jars on the class path know them.
 * Run: java -cp '<jars>/*' KafkaErrors.java
 */
public class KafkaErrors {
  public static void main(String[] args) {
    System.out.println("// Written by test/java/KafkaErrors.java from the jars of Kafka 3.9.2; a test proves that it is current.");
    System.out.println("export const kafkaErrors = {");
    for (Errors error : Errors.values()) if (error != Errors.NONE) print(error);
    System.out.println("} as const;");
  }

  private static void print(Errors error) {
    boolean isRetriable = error.exception() instanceof RetriableException;
    System.out.println("  " + error.name() + ": { code: " + error.code() + ", retriable: " + isRetriable
        + ", message: " + quoted(error.message()) + " },");
  }

  private static String quoted(String text) {
    return text.contains("'") ? "\"" + text.replace("\"", "\\\"") + "\"" : "'" + text + "'";
  }
}
