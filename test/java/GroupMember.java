import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A member of a group with Java's own client: prints the topic and value of each message, commits what it has printed, and leaves on SIGTERM.
 * Run: java -cp '<jars>/*' GroupMember.java BOOTSTRAP GROUP ASSIGNOR[,ASSIGNOR…] TOPIC…
 */
public class GroupMember {
  public static void main(String[] args) throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", args[0]);
    properties.put("group.id", args[1]);
    properties.put("partition.assignment.strategy", args[2]);
    properties.put("auto.offset.reset", "earliest");
    properties.put("enable.auto.commit", "false");
    properties.put("session.timeout.ms", "10000");
    properties.put("metadata.max.age.ms", "1000");
    properties.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    properties.put("value.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties);
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      consumer.wakeup();
      try {
        main.join();
      } catch (InterruptedException e) {
        throw new RuntimeException(e);
      }
    }));
    consumer.subscribe(Arrays.asList(args).subList(3, args.length));
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          System.out.println(record.topic() + " " + record.value());
        }
        try {
          consumer.commitSync();
        } catch (RebalanceInProgressException e) {
          // What it keeps is committed after the next poll.
        }
      }
    } catch (WakeupException e) {
      consumer.close();
    }
  }
}
