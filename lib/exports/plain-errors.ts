// 'kafka-streaming/plain-errors', imported first by programs: an error that the user can mend is printed as the sentence that it is,
// and ends the program with its exit code.
import '../cli-kit/plain-errors';
