/// The shells that completion scripts are written for.
package enum Shell: String, Sendable, CaseIterable {
  case bash, zsh, fish
}

extension CommandTree {
  /// The script that a shell loads to complete this program's words.
  ///
  /// It knows no commands: it calls the program as `crm --complete WORD...` with the words up to the
  /// cursor, and reads `Completions.text`.
  package func completionScript(for shell: Shell) -> String {
    let template =
      switch shell {
      case .bash: bashScript
      case .zsh: zshScript
      case .fish: fishScript
      }
    return template.split(separator: "PROGRAM", omittingEmptySubsequences: false).joined(separator: root.name)
  }
}

private let bashScript = #"""
  # Completion of PROGRAM for bash: source this file, or keep it as
  # ~/.local/share/bash-completion/completions/PROGRAM

  _PROGRAM() {
    # Readline splits words at : = and @ too. They are joined again for the program, and what stands
    # before the last part, which alone readline replaces, is taken off its answers.
    local rest=${COMP_LINE:0:COMP_POINT} token= stem= quote= directive= candidate= words=() last=-1 i
    for ((i = 0; i <= COMP_CWORD; i++)); do
      if ((i == 0)) || [[ $rest == [[:blank:]]* ]]; then
        rest=${rest#"${rest%%[![:blank:]]*}"}
        words[++last]=
      fi
      token=${COMP_WORDS[i]}
      if ((i == COMP_CWORD)); then
        token=$rest stem=${words[last]}
        if [[ $token == [:=@]* ]]; then stem+=$token; fi
      fi
      words[last]+=$token
      rest=${rest#"$token"}
    done

    for ((i = 1; i <= last; i++)); do
      case ${words[i]} in
        [\"\']*)
          quote=${words[i]:0:1}
          words[i]=${words[i]#"$quote"}
          words[i]=${words[i]%"$quote"}
          ;;
        *)
          quote=
          words[i]=${words[i]//\\/}
          ;;
      esac
    done

    COMPREPLY=()
    while IFS=$'\t' read -r candidate _; do
      if [[ -z $directive ]]; then
        directive=$candidate
        if [[ $directive == files ]]; then compopt -o default; fi
        continue
      fi
      candidate=${candidate#"$stem"}
      if [[ -z $quote ]]; then printf -v candidate %q "$candidate"; fi
      COMPREPLY+=("$candidate")
    done < <(PROGRAM --complete "${words[@]:1}" 2>/dev/null)
  }
  complete -F _PROGRAM PROGRAM

  """#

private let zshScript = #"""
  #compdef PROGRAM
  # Completion of PROGRAM for zsh: keep this file as _PROGRAM in a directory of $fpath

  _PROGRAM() {
    local -a lines candidates
    local line help
    lines=("${(@f)$(PROGRAM --complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    for line in "${(@)lines[2,-1]}"; do
      help=${line#*$'\t'}
      candidates+=("${${line%%$'\t'*}//:/\\:}${help:+:$help}")
    done
    if (( $#candidates )); then _describe -t values value candidates; fi
    if [[ $lines[1] == files ]]; then
      compset -P '--*='
      _files
    fi
  }

  if [[ $funcstack[1] == _PROGRAM ]]; then _PROGRAM "$@"; else compdef _PROGRAM PROGRAM; fi

  """#

private let fishScript = #"""
  # Completion of PROGRAM for fish: keep this file as ~/.config/fish/completions/PROGRAM.fish

  function __PROGRAM_complete
      set -l words (string unescape -- (commandline -opc))
      set -l word (string unescape -- (commandline -ct))
      set -l lines (PROGRAM --complete $words[2..] "$word" 2>/dev/null)
      if test "$lines[1]" = files
          set -l stem (string match -r -- '^--[^=]*=' "$word")
          set -l path (string replace -r -- '^--[^=]*=' '' "$word")
          printf '%s\n' "$stem"(__fish_complete_path "$path")
      end
      if set -q lines[2]
          printf '%s\n' $lines[2..]
      end
  end
  complete -c PROGRAM -f -a '(__PROGRAM_complete)'

  """#
