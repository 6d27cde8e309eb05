import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface Location {
  readonly path: string;
  readonly query: URLSearchParams;
}

const here = (): Location => ({ path: location.pathname, query: new URLSearchParams(location.search) });

const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};
addEventListener('popstate', tell);

/** Where the page is: it changes with what a person clicks, and with `back`. */
export function useLocation(): Location {
  const [at, setAt] = useState(here);
  useEffect(() => {
    const listener = () => setAt(here());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return at;
}

export function navigate(to: string): void {
  history.pushState(null, '', to);
  tell();
  scrollTo(0, 0);
  document.getElementById('main')?.focus({ preventScroll: true });
}

/** Keeps what a view shows in its address, without a step for `back`. */
export function replaceQuery(query: Readonly<Record<string, string | undefined>>): void {
  const given = Object.entries(query).filter((each): each is [string, string] => Boolean(each[1]));
  const text = new URLSearchParams(given).toString();
  history.replaceState(null, '', `${location.pathname}${text && `?${text}`}`);
}

interface LinkProps {
  readonly to: string;
  readonly class?: string;
  /** Whether it leads to where the page is. */
  readonly current?: boolean;
  readonly children?: ComponentChildren;
}

export function Link({ to, class: className, current = false, children }: LinkProps) {
  const onClick = (event: MouseEvent) => {
    // Whoever asks for a new tab gets one.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a href={to} class={className} aria-current={current ? 'page' : undefined} onClick={onClick}>
      {children}
    </a>
  );
}

export const topicPath = (name: string, tab?: string): string =>
  `/topics/${encodeURIComponent(name)}${tab === undefined ? '' : `/${tab}`}`;

export const groupPath = (id: string): string => `/groups/${encodeURIComponent(id)}`;
