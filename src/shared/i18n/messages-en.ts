/** English words of every door. The key set of this file is the key set of all languages. */
export const messagesEn = {
  // Errors: what happened, on which object, why, what to do next.
  'error.invalid-input': 'The input cannot be used: {{what}}.',
  'error.not-found':
    'There is no {{what}} with the id {{id}}. List what there is with "framewright projects" or "framewright jobs".',
  'error.conflict': '{{what}} has changed meanwhile. Load it again and repeat the change.',
  'error.unauthorized':
    'The token is missing or wrong. Open the address that "framewright serve" printed, or send "Authorization: Bearer <token>".',
  'error.forbidden': 'This token may not do that. Ask the owner of the library.',
  'error.rate-limited': 'Too many requests. Try again in {{seconds}} s.',
  'error.payload-too-large':
    '{{what}} is {{megabytes}} MB; the limit is {{limitMegabytes}} MB. Make it smaller or raise the limit in the settings.',
  'error.unsupported-media':
    '{{what}} is {{found}}, which cannot be used as media. Use JPEG, PNG, WebP, MP4, MOV, WebM, MP3 or WAV.',
  'error.broken-media': '{{what}} is damaged or cut short and cannot be read. Export or copy it again.',
  'error.media-too-large':
    '{{what}} has {{widthPx}} × {{heightPx}} pixels; at most 67 megapixels can be read. Make it smaller.',
  'error.media-missing': 'The file {{what}} is not there. Check the path (it is relative to the brief file).',
  'error.disk-full':
    'The disk with {{what}} is full. Free some space and run the command again; finished work is kept.',
  'error.not-writable':
    'The folder {{what}} cannot be written to. Choose another folder with --out or change its permissions.',
  'error.ffmpeg-missing':
    'FFmpeg was not found. Install it (for example "apt-get install ffmpeg") or set FFMPEG_BIN to its path.',
  'error.ffmpeg-failed': 'FFmpeg could not finish {{what}}. Run "framewright doctor"; the log has the whole command.',
  'error.ffmpeg-killed':
    'FFmpeg was stopped from outside while it worked on {{what}} (often too little memory). Close other programs and run the command again.',
  'error.ffmpeg-stalled':
    'FFmpeg made no progress on {{what}} for {{seconds}} s and was stopped. Run the command again; if it repeats, run "framewright doctor".',
  'error.approval-needed': 'The storyboard is not approved. Look at it, then run: framewright resume {{id}} --approve',
  'error.clarification-needed': 'The brief says too little to plan from: {{what}}',
  'error.gate-failed':
    '{{what}} did not pass the technical check ({{checks}}), also not when made again. Retry it with "framewright jobs retry {{id}}".',
  'error.budget-exceeded':
    'The budget of ${{budget}} does not cover the estimate of ${{estimate}}. Raise it or make the film shorter.',
  'error.library-busy':
    'Another Framewright (process {{pid}}) is using this library{{at}}. Close it, or use it instead.',
  'error.library-newer':
    'This library was written by a newer Framewright (version {{found}} of its format, this one knows {{known}}). Update Framewright; nothing was changed.',
  'error.library-corrupt':
    'The library {{what}} is damaged. The newest backup is {{backup}}; restore it with "framewright doctor --restore".',
  'error.library-readonly': 'The library {{what}} can only be read. Check the permissions of its folder.',
  'error.port-in-use': 'Port {{port}} is in use. Choose another one with --port, or close the program that uses it.',
  'error.provider-unknown': 'There is no provider "{{id}}" for {{what}}. There are: {{known}}.',
  'error.provider-unavailable': '{{id}} cannot be reached now. The work waits and goes on by itself.',
  'error.step-mismatch':
    'The job {{id}} was started by another version and cannot go on. Start it again with "framewright jobs retry {{id}}".',
  'error.cancelled': 'Cancelled. What was finished is kept.',
  'error.not-possible-now': '{{what}} is not possible while the project is {{state}}.',
  'error.internal': 'Something went wrong that should not. The log has the details under {{id}}.',

  // What is wrong with one field of a brief.
  'issue.unknown-field': 'unknown field "{{field}}"',
  'issue.required': '"{{field}}" is required',
  'issue.wrong-type': '"{{field}}" must be {{expected}}',
  'issue.too-small': '"{{field}}" must be at least {{limit}}',
  'issue.too-large': '"{{field}}" must be at most {{limit}}',
  'issue.too-short': '"{{field}}" is empty or too short (at least {{limit}})',
  'issue.too-long': '"{{field}}" is too long: {{found}} characters, at most {{limit}}',
  'issue.not-a-choice': '"{{field}}" must be one of {{choices}}',
  'issue.format': '"{{field}}" must be {{expected}}',
  'issue.not-json': 'the file is not valid JSON ({{detail}})',
  'issue.toxic': 'the text asks for something Framewright does not make ({{field}})',
  'issue.other': '"{{field}}": {{detail}}',

  // Stages and states.
  'stage.INIT': 'Starting',
  'stage.INPUT_SANITIZER': 'Checking the brief',
  'stage.ANALYSIS': 'Reading the brief',
  'stage.CREATIVE': 'Planning shots',
  'stage.VISUAL': 'Drawing keyframes',
  'stage.FINANCIAL': 'Adding up the cost',
  'stage.RENDER': 'Making segments',
  'stage.QA_TECH': 'Checking segments',
  'stage.QA_SEMANTIC': 'Judging the film',
  'stage.FINALIZE': 'Finishing the film',
  'stage.COMPLETE': 'Done',
  'state.draft': 'draft',
  'state.pending': 'waiting to start',
  'state.planning': 'planning',
  'state.generating_storyboard': 'drawing the storyboard',
  'state.storyboard_complete': 'storyboard complete, waiting for approval',
  'state.generating_video': 'making segments',
  'state.exporting': 'exporting',
  'state.completed': 'completed',
  'state.partially_completed': 'partly completed',
  'state.failed': 'failed',
  'state.cancelled': 'cancelled',
  'state.stalled': 'stalled',

  // Notes and questions of the planner.
  'note.forbidden-removed': 'Left out what the brand forbids: {{words}}',
  'note.do-not-mention-removed': 'Left out what must not be mentioned: {{words}}',
  'note.shot-list-kept': 'Your own list of {{shots}} shots is kept one for one',
  'note.shot-list-scaled': 'The times of your list add up to {{stated}} s; they were scaled to {{duration}} s',
  'note.shots-beyond-segment': 'Shots longer than 8 s were split: {{shots}}',
  'note.reading-time-short': 'There is little time to read "{{text}}"',
  'note.duration-spread': 'The text has {{beats}} beats; {{shots}} shots share {{duration}} s',
  'note.language-guessed': 'The brief was read as {{language}}',
  'note.prompt-thin': 'The brief is short; some shots are a suggestion',
  'question.who-or-what': 'Who or what is the film about?',
  'question.where': 'Where does it take place?',
  'question.what-happens': 'What happens? One sentence for each moment helps.',
  'question.what-is-the-product': 'What is the product, and what does it look like?',
  'question.what-to-do-next': 'What should the viewer do at the end?',

  // Command line.
  'cli.project-created': 'Project {{name}} ({{id}})',
  'cli.plan-ready': '{{scenes}} scenes, {{shots}} shots, {{seconds}} s',
  'cli.board-ready': 'The storyboard is in {{folder}}. Look at it, then run:',
  'cli.next-command': 'framewright resume {{id}} --approve{{out}}',
  'cli.film-ready': 'Finished:',
  'cli.failed-segments': 'Not finished: {{shots}}',
  'cli.from-cache': 'from cache',
  'cli.listening': 'Framewright is at {{url}}',
  'cli.stop-hint': 'Press Ctrl+C to stop.',
  'cli.no-projects': 'No projects yet. Make one with: framewright make brief.json --out folder',
  'cli.no-runs': 'No runs yet.',
  'cli.cancelled-run': 'Cancelled run {{id}}.',
  'cli.retried-run': 'Run {{id}} goes on.',
  'cli.trashed-project': 'Project {{id}} is in the trash.',
  'cli.unknown-command': 'Unknown command "{{command}}".',
  'cli.wrong-option': '{{detail}}',
  'cli.eta': 'about {{time}} left',
  'cli.usage-hint': 'Run "framewright --help" for all commands.',

  // Doctor.
  'doctor.ok': 'ok',
  'doctor.warning': 'warning',
  'doctor.failed': 'failed',
  'doctor.ffmpeg': 'FFmpeg',
  'doctor.ffprobe': 'ffprobe',
  'doctor.walls': 'Walls around FFmpeg',
  'doctor.disk': 'Free disk space',
  'doctor.library': 'Library',
  'doctor.store': 'Stored files',
  'doctor.permissions': 'Permissions',
  'doctor.clock': 'Clock',
  'doctor.node': 'Node',
  'doctor.providers': 'Providers',
  'doctor.fix': 'Fix: {{fix}}',
  'doctor.fix.ffmpeg-missing': 'install FFmpeg 5.1 or newer, or set FFMPEG_BIN',
  'doctor.fix.ffmpeg-old': 'use FFmpeg 8.1.3 or newer when you open media from people you do not know',
  'doctor.fix.walls': 'install bubblewrap, or allow unprivileged user namespaces',
  'doctor.fix.disk': 'free at least 2 GB',
  'doctor.fix.library': 'restore the newest backup with "framewright doctor --restore"',
  'doctor.fix.store': 'missing files: make the shots again; stray files are removed at the next start',
  'doctor.fix.permissions': 'make the library folder writable for you',
  'doctor.fix.clock': 'set the date and time of this computer',
  'doctor.fix.node': 'run "node scripts/setup.mjs"',
} as const;

export type MessageKey = keyof typeof messagesEn;
