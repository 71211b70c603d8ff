#!/bin/sh
# Makes the media files of this folder from ffmpeg's own test sources (ffmpeg 5.1.9, Debian 12).
set -e
cd "$(dirname "$0")"
exact='-map_metadata -1 -fflags +bitexact -flags:a +bitexact -flags:v +bitexact'

# sound SECONDS RATE ARGUMENTS: a tone
sound() {
  input="sine=frequency=440:duration=$1:sample_rate=$2"
  shift 2
  ffmpeg -v error -y -f lavfi -i "$input" -ac 1 $exact "$@"
}

# picture SECONDS ARGUMENTS: blue, with a tone where the arguments take it
picture() {
  inputs="-f lavfi -i color=c=blue:s=16x16:d=$1:r=2 -f lavfi -i sine=frequency=440:duration=$1:sample_rate=8000"
  shift
  ffmpeg -v error -y $inputs $exact "$@"
}

# One second: what most tests serve and save.
sound 1 8000 -c:a libmp3lame -b:a 8k song.mp3
sound 1 8000 -c:a aac -b:a 16k song.m4a
sound 1 8000 -c:a pcm_u8 song.wav
sound 1 8000 -c:a flac song.flac
sound 1 8000 -c:a libopus -b:a 8k song.ogg
picture 1 -c:v libx264 -pix_fmt yuv420p -c:a aac -b:a 16k -shortest video.mp4
picture 1 -map 0 -c:v libvpx -b:v 10k video.webm
picture 1 -map 0 -frames:v 1 cover.png

# Other shapes of them, one second too.
sound 1 8000 -c:a pcm_s24le pcm24.wav
sound 1 8000 -c:a pcm_f32le float.wav
sound 1 8000 -c:a pcm_u8 -rf64 always rf64.wav
sound 1 8000 -c:a pcm_u8 -f wav - | cat >streamed.wav

# Six seconds, for the tests that cut and damage them.
sound 6 44100 -c:a libmp3lame -b:a 32k cbr.mp3
sound 6 44100 -c:a libmp3lame -q:a 9 vbr.mp3
sound 6 44100 -c:a libmp3lame -b:a 32k -write_xing 0 plain.mp3
sound 6 16000 -c:a libmp3lame -b:a 16k mpeg2.mp3
sound 6 8000 -c:a libmp3lame -b:a 8k mpeg25.mp3
sound 6 16000 -c:a aac -b:a 24k raw.aac
sound 6 8000 -c:a flac -frame_size 1024 long.flac
sound 6 8000 -c:a flac -frame_size 1024 -f flac - | cat >streamed.flac
sound 6 16000 -c:a libvorbis -q:a 0 -page_duration 500000 vorbis.ogg
sound 6 16000 -c:a libopus -b:a 16k -page_duration 500000 long.opus
sound 6 16000 -c:a aac -b:a 24k moov-last.m4a
sound 6 16000 -c:a aac -b:a 24k -movflags faststart moov-first.m4a
sound 6 16000 -c:a aac -b:a 24k -movflags frag_keyframe+empty_moov -frag_duration 1000000 fragmented.mp4
sound 6 8000 -c:a alac alac.m4a
sound 6 16000 -c:a aac -b:a 24k -encryption_scheme cenc-aes-ctr -encryption_key 76a6c65c5ea762046bd749a2e632ccbb \
  -encryption_kid a7e61c373e219033c21091fa607bf3b8 encrypted.mp4
sound 6 16000 -c:a libopus -b:a 16k -cluster_time_limit 1000 long.webm
sound 6 16000 -c:a libopus -b:a 16k -cluster_time_limit 1000 -live 1 live.webm
sound 6 16000 -c:a libmp3lame -b:a 16k -cluster_time_limit 1000 long.mkv
