import { describe, expect, it } from 'vitest';
import { parseProbe, rateOf } from './media-info.ts';

// Captured from ffprobe 5.1.9 and from the build in @ffprobe-installer.
const MP4 =
  '{"programs":[],"streams":[{"index":0,"codec_name":"h264","profile":"High","codec_type":"video","width":320,"height":180,"sample_aspect_ratio":"1:1","pix_fmt":"yuv420p","level":12,"r_frame_rate":"12/1","avg_frame_rate":"12/1","time_base":"1/12288","start_time":"0.000000","duration":"1.000000","bit_rate":"169664","nb_frames":"12","disposition":{"attached_pic":0}},{"index":1,"codec_name":"aac","profile":"LC","codec_type":"audio","sample_rate":"44100","channels":1,"r_frame_rate":"0/0","avg_frame_rate":"0/0","time_base":"1/44100","start_time":"0.000000","duration":"1.000000","bit_rate":"70280","nb_frames":"45","disposition":{"attached_pic":0}}],"format":{"format_name":"mov,mp4,m4a,3gp,3g2,mj2","duration":"1.000000","size":"32146","bit_rate":"257168","tags":{"major_brand":"isom","minor_version":"512","compatible_brands":"isomiso2avc1mp41","encoder":"Lavf59.27.100"}}}';
const WEBM =
  '{"programs":[],"streams":[{"index":0,"codec_name":"vp8","profile":"0","codec_type":"video","width":320,"height":180,"sample_aspect_ratio":"1:1","pix_fmt":"yuv420p","level":-99,"r_frame_rate":"12/1","avg_frame_rate":"12/1","time_base":"1/1000","start_time":"0.007000","disposition":{"attached_pic":0},"tags":{"DURATION":"00:00:01.007000000"}},{"index":1,"codec_name":"opus","codec_type":"audio","sample_rate":"48000","channels":1,"r_frame_rate":"0/0","avg_frame_rate":"0/0","time_base":"1/1000","start_time":"-0.007000","disposition":{"attached_pic":0},"tags":{"DURATION":"00:00:01.008000000"}}],"format":{"format_name":"matroska,webm","duration":"1.008000","size":"34076","bit_rate":"270444","tags":{"ENCODER":"Lavf59.27.100"}}}';
const COVER =
  '{"programs":[],"streams":[{"index":0,"codec_name":"mp3","codec_type":"audio","sample_rate":"44100","channels":1,"r_frame_rate":"0/0","avg_frame_rate":"0/0","time_base":"1/14112000","start_time":"0.025057","duration":"1.044898","bit_rate":"64000","disposition":{"attached_pic":0}},{"index":1,"codec_name":"png","codec_type":"video","width":320,"height":180,"sample_aspect_ratio":"1:1","pix_fmt":"rgb24","level":-99,"r_frame_rate":"90000/1","avg_frame_rate":"0/0","time_base":"1/90000","start_time":"0.025056","duration":"1.044900","disposition":{"attached_pic":1}}],"format":{"format_name":"mp3","duration":"1.044898","size":"15650","bit_rate":"119820","tags":{"encoder":"Lavf59.27.100"}}}';
const PNG =
  '{"programs":[],"streams":[{"index":0,"codec_name":"png","codec_type":"video","width":320,"height":180,"sample_aspect_ratio":"1:1","pix_fmt":"rgb24","level":-99,"color_space":"gbr","r_frame_rate":"25/1","avg_frame_rate":"25/1","time_base":"1/25","disposition":{"attached_pic":0}}],"format":{"format_name":"png_pipe","size":"7015"}}';

describe('parseProbe', () => {
  it('reads an MP4', () => {
    const info = parseProbe(MP4);
    expect(info).toMatchObject({
      container: 'mov,mp4,m4a,3gp,3g2,mj2',
      bytes: 32_146,
      durationSeconds: 1,
      bitsPerSecond: 257_168,
    });
    expect(info.video).toEqual({
      codec: 'h264',
      profile: 'High',
      level: 12,
      widthPx: 320,
      heightPx: 180,
      frameRate: '12/1',
      fps: 12,
      pixelFormat: 'yuv420p',
      sampleAspectRatio: '1:1',
      timeBase: '1/12288',
      colourSpace: 'unknown',
      frames: 12,
      bitsPerSecond: 169_664,
      durationSeconds: 1,
      startSeconds: 0,
    });
    expect(info.audio).toEqual({ codec: 'aac', sampleRate: 44_100, channels: 1, durationSeconds: 1, startSeconds: 0 });
  });

  it('reads a WebM, whose stream lengths are tags and whose sound starts early', () => {
    const info = parseProbe(WEBM);
    expect(info.video).toMatchObject({ durationSeconds: 1.007, frames: undefined, startSeconds: 0.007 });
    expect(info.audio).toMatchObject({ durationSeconds: 1.008, startSeconds: -0.007 });
  });

  it('does not take the cover of a song for a film', () => {
    expect(parseProbe(COVER).video).toBeUndefined();
    expect(parseProbe(COVER).audio?.codec).toBe('mp3');
  });

  it('reads a picture, which has no length', () => {
    expect(parseProbe(PNG)).toMatchObject({
      durationSeconds: 0,
      video: { widthPx: 320, pixelFormat: 'rgb24' },
      audio: undefined,
    });
  });

  it.each([
    ['no JSON', 'Invalid data'],
    ['an empty object', '{}'],
    ['no streams', '{"streams":[],"format":{"format_name":"mp3"}}'],
    ['a field of a later time', MP4.replace('"nb_frames":"12"', '"nb_frames":"12","surprise":1')],
    ['a length that is no number', MP4.replace('"duration":"1.000000"', '"duration":"1e999"')],
    ['a negative size', MP4.replace('"width":320', '"width":-320')],
  ])('refuses %s', (_what, text) => {
    expect(() => parseProbe(text)).toThrow(expect.objectContaining({ code: 'broken-media' }) as Error);
  });

  it('cuts long foreign tags', () => {
    const info = parseProbe(MP4.replace('"Lavf59.27.100"', JSON.stringify('x'.repeat(5_000))));
    expect(info.tags['encoder']).toHaveLength(1_000);
  });
});

describe('rateOf', () => {
  it.each([
    ['24000/1001', 23.976],
    ['0/0', 0],
    [undefined, 0],
  ])('%s', (text, fps) => expect(rateOf(text)).toBeCloseTo(fps, 3));
});
