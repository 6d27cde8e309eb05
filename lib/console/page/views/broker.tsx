import type { ConfigRow } from '../../api';
import { useAsked } from '../ask';
import { Asking } from '../parts/asking';
import { ConfigTable } from '../parts/config-table';

export function BrokerView({ broker }: { readonly broker: number }) {
  const { answer, failure } = useAsked<readonly ConfigRow[]>(`/api/brokers/${broker}/config`);
  return (
    <>
      <h1>Broker {broker}</h1>
      <Asking failure={failure} isAnswered={answer !== undefined} />
      {answer && <ConfigTable caption={`Configuration of broker ${broker}`} rows={answer} own="broker" />}
    </>
  );
}
