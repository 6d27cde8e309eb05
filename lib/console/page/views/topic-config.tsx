import { useState } from 'preact/hooks';
import type { ConfigRow } from '../../api';
import { tell, useAsked } from '../ask';
import { useLive } from '../live';
import { Asking } from '../parts/asking';
import { ConfigTable } from '../parts/config-table';
import { Dialog } from '../parts/dialog';

/** Brokers are told of a change by the controller: the one that is asked may not know of it at once. */
const ASK_MS = 3000;

export function TopicConfigView({ topic }: { readonly topic: string }) {
  const { cluster } = useLive();
  const path = `/api/topics/${encodeURIComponent(topic)}/config`;
  const { answer, failure, again } = useAsked<readonly ConfigRow[]>(path, ASK_MS);
  const [edited, setEdited] = useState<ConfigRow>();
  return (
    <>
      <Asking failure={failure} isAnswered={answer !== undefined} />
      {answer && (
        <ConfigTable
          caption={`Configuration of ${topic}`}
          rows={answer}
          own="topic"
          onEdit={cluster?.readOnly === false ? setEdited : undefined}
        />
      )}
      {edited && (
        <EditConfig
          topic={topic}
          row={edited}
          onChange={again}
          onClose={() => setEdited(undefined)}
          key={edited.name}
        />
      )}
    </>
  );
}

interface EditProps {
  readonly topic: string;
  readonly row: ConfigRow;
  readonly onChange: () => void;
  readonly onClose: () => void;
}

function EditConfig({ topic, row, onChange, onClose }: EditProps) {
  const { name, value, source, otherwise } = row;
  const [given, setGiven] = useState(value ?? '');
  const [isReset, setReset] = useState(false);
  const change = async () => {
    const path = `/api/topics/${encodeURIComponent(topic)}/config`;
    await tell('POST', path, isReset ? { reset: [name] } : { set: { [name]: given } });
    onChange();
  };
  return (
    <Dialog title={`Change ${name} of ${topic}`} action="Change" act={change} onClose={onClose}>
      <label>
        Value
        <input value={given} disabled={isReset} onInput={(event) => setGiven(event.currentTarget.value)} />
      </label>
      {source === 'topic' && (
        <label>
          <input type="checkbox" checked={isReset} onChange={(event) => setReset(event.currentTarget.checked)} /> Back
          to the default{otherwise === undefined ? '' : `, ${otherwise}`}
        </label>
      )}
      <p>It holds from now on, for what is written already too.</p>
    </Dialog>
  );
}
