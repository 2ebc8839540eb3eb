/** The command line of ffprobe. Pure. */
import type { Trust } from '../media-types.ts';
import { fileUrl } from './command-argv.ts';
import { inputLimits } from './flag-blocks.ts';

const ENTRIES = [
  'format=format_name,duration,size,bit_rate:format_tags',
  'stream=index,codec_type,codec_name,profile,level,width,height,avg_frame_rate,r_frame_rate,pix_fmt',
  'sample_aspect_ratio,time_base,color_space,nb_frames,bit_rate,duration,start_time,sample_rate,channels',
];

/** ffprobe of one file, facts only: no packets, no frames, no chapters. `demuxer` forces one where content was sniffed. */
export function probeArgs(absolutePath: string, trust: Trust, demuxer?: string): string[] {
  return [
    ['-hide_banner', '-loglevel', 'error'],
    inputLimits(trust),
    demuxer === undefined ? [] : ['-f', demuxer],
    ['-print_format', 'json=compact=1'],
    ['-show_entries', `${ENTRIES[0]}:${ENTRIES[1]},${ENTRIES[2]}:stream_disposition=attached_pic:stream_tags=DURATION`],
    ['-i', fileUrl(absolutePath)],
  ].flat();
}
