import './ui/theme/base.css';
import '@mantine/core/styles.layer.css';
import './ui/theme/tokens.css';

import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

// The only style element that the library adds, to hold the page still behind a dialog, must bear the page's number.
const mark = document.querySelector('meta[property="csp-nonce"]');
if (mark instanceof HTMLElement) setNonce(mark.nonce);

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the application');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
