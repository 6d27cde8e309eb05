import { render } from 'preact';
import { App } from './app';
import { live } from './live';

live.open();
render(<App />, document.getElementById('page')!);
