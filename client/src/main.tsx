import './index.css';
import { createRoot } from 'react-dom/client';
import { App, createPage } from './app';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element');
const page = createPage();
void page.isSpeaking.finally(() => createRoot(root).render(<App page={page} />));
