import { useState } from 'preact/hooks';
import type { Content } from '../../api';
import { bytes } from '../format';
import { formOf, textOf, visible, type Form } from '../text-of';

const FORMS: readonly Form[] = ['json', 'text', 'hex'];
const SHOWN = 200;

/** One line of it, for a list: what is not text looks different from what is. */
export function Preview({ content, none }: { readonly content: Content | null; readonly none: string }) {
  if (content === null) return <span class="tag">{none}</span>;
  if (content.size === 0) return <span class="tag">empty</span>;
  if (!('text' in content)) {
    const digits = textOf(content, 'hex').slice(10, 57).trim();
    return (
      <code>
        <span class="tag">{bytes(content.size)}</span> {digits}
      </code>
    );
  }
  const text = visible(content.text.slice(0, SHOWN));
  return <code>{content.text.length > SHOWN || content.isCut ? `${text}… (${bytes(content.size)})` : text}</code>;
}

interface ContentProps {
  readonly name: string;
  readonly content: Content | null;
  /** What it is when there is none. */
  readonly none: string;
  /** Where the bytes can be had. @default - they are all here */
  readonly download?: string;
}

/** All of it, as JSON, text or bytes. */
export function ContentView({ name, content, none, download }: ContentProps) {
  const [chosen, setChosen] = useState<Form>();
  if (content === null || content.size === 0) {
    return (
      <section class="content">
        <h3>{name}</h3>
        <span class="tag">{content === null ? none : 'empty'}</span>
      </section>
    );
  }
  const form = chosen ?? formOf(content);
  const text = textOf(content, form);
  return (
    <section class="content">
      <h3>
        {name} <small>{bytes(content.size)}</small>
      </h3>
      <p class="actions">
        {FORMS.map((each) => (
          <button key={each} type="button" aria-pressed={each === form} onClick={() => setChosen(each)}>
            {each === 'json' ? 'JSON' : each}
          </button>
        ))}
        <button type="button" onClick={() => void navigator.clipboard.writeText(text)}>
          Copy
        </button>
        {download !== undefined && (
          <a class="button" href={download} download="">
            Download
          </a>
        )}
      </p>
      <pre tabIndex={0}>{form === 'hex' ? text : text.split('\n').map(visible).join('\n')}</pre>
      {content.isCut && <p>This is its beginning: download it to have all.</p>}
    </section>
  );
}
