import { useEffect, useRef } from 'preact/hooks';
import { Link, useLocation } from './location';
import { useLive, type Live } from './live';
import { ago } from './format';
import { BrokerView } from './views/broker';
import { ClusterView } from './views/cluster';
import { GroupView } from './views/group';
import { GroupsView } from './views/groups';
import { TopicView } from './views/topic';
import { TopicsView } from './views/topics';

const PLACES = [
  { path: '/', name: 'Cluster' },
  { path: '/topics', name: 'Topics' },
  { path: '/groups', name: 'Groups' },
];

/** What stands at an address: every view is one. */
function view(path: string): { readonly title: string; readonly content: preact.ComponentChild } {
  const [, room = '', name, tab] = path.split('/').map(decodeURIComponent);
  if (room === '') return { title: 'Cluster', content: <ClusterView /> };
  if (room === 'topics') {
    return name
      ? { title: name, content: <TopicView key={name} topic={name} tab={tab ?? 'messages'} /> }
      : { title: 'Topics', content: <TopicsView /> };
  }
  if (room === 'groups') {
    return name
      ? { title: name, content: <GroupView key={name} group={name} /> }
      : { title: 'Groups', content: <GroupsView /> };
  }
  if (room === 'brokers' && name) {
    return { title: `Broker ${name}`, content: <BrokerView key={name} broker={Number(name)} /> };
  }
  return { title: 'Not found', content: <NotFound /> };
}

export function App() {
  const { path } = useLocation();
  const live = useLive();
  const { title, content } = view(path);
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${title} · Kafka`;
  }, [title]);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="top">
        <nav aria-label="Views">
          {PLACES.map(({ path: to, name }) => (
            <Link key={to} to={to} class="place" current={to === '/' ? path === '/' : path.startsWith(to)}>
              {name}
            </Link>
          ))}
        </nav>
        <Connection live={live} />
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <Trouble live={live} />
        {content}
      </main>
    </>
  );
}

function Connection({ live: { connection, cluster } }: { readonly live: Live }) {
  return (
    <p class="connection">
      {cluster?.readOnly && <span class="tag">read-only</span>}
      {cluster && <span class="cluster-id">cluster {cluster.clusterId}</span>}
      <span class={`dot ${connection}`} aria-hidden="true" />
      <span>{connection === 'open' ? 'live' : connection === 'lost' ? 'not connected' : 'connecting'}</span>
    </p>
  );
}

/** What makes all that is shown old. */
function Trouble({ live: { connection, cluster, heardAt } }: { readonly live: Live }) {
  if (connection === 'lost') {
    return (
      <p role="alert" class="trouble">
        {heardAt === undefined
          ? 'The console has nothing to show yet: no broker has answered it since it was started, or it was stopped. '
          : `The console does not answer: it was stopped, perhaps with the cluster. What is shown is of ${ago(heardAt, Date.now())}. `}
        It is asked again every few seconds.
      </p>
    );
  }
  if (cluster?.fault === undefined) return null;
  return (
    <p role="alert" class="trouble">
      No broker answers, so what is shown is old: {cluster.fault}
    </p>
  );
}

const NotFound = () => (
  <p>
    There is nothing at this address. <Link to="/">The cluster</Link> is a good place to begin.
  </p>
);
