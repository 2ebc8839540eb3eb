import { openBoardApp } from './board-app.ts';

/** Asks for a redraw in a process that its fail point kills. Arguments: home, project, shot. */
const [home = '', projectId = '', shotId = ''] = process.argv.slice(2);
const { api, app } = await openBoardApp(home, { ...process.env, NODE_ENV: 'test' });
await api.boards.redraw({ projectId, shotId, slots: ['start', 'end'] });
await app.engine.idle();
