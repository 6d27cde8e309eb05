import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  /** What the button says that does it. */
  readonly action: string;
  readonly isDangerous?: boolean;
  /** The name that is to be typed before anything happens. @default - nothing is asked */
  readonly confirm?: string;
  /** What it throws is shown, and the dialog stays. */
  readonly act: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
}

/** Asks before something is changed, in the browser's own dialog: Escape closes it, and the focus comes back. */
export function Dialog({ title, action, isDangerous, confirm, act, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [typed, setTyped] = useState('');
  useEffect(() => dialog.current!.showModal(), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    try {
      await act();
      dialog.current?.close();
    } catch (error) {
      setFailure((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <dialog ref={dialog} aria-labelledby="dialog-title" onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <h2 id="dialog-title">{title}</h2>
        {children}
        {confirm !== undefined && (
          <label>
            Type <strong>{confirm}</strong> to do it
            <input
              value={typed}
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
        )}
        {failure !== undefined && (
          <p role="alert" class="trouble">
            {failure}
          </p>
        )}
        <p class="actions">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button
            type="submit"
            class={isDangerous ? 'dangerous' : 'primary'}
            disabled={isBusy || (confirm !== undefined && typed !== confirm)}
          >
            {isBusy ? 'Working…' : action}
          </button>
        </p>
      </form>
    </dialog>
  );
}
