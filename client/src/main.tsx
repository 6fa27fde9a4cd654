import './index.css';
import { lazy, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { App, createPage } from './app';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element');
const Gallery = import.meta.env.DEV ? lazy(() => import('./gallery')) : undefined;
const gallery = Gallery && (
  <Suspense>
    <Gallery />
  </Suspense>
);
const page = createPage();
void page.isSpeaking.finally(() => createRoot(root).render(<App page={page} gallery={gallery} />));
