# Completion of vshim for fish.

# The commands that have a shim.
function __vshim_names
    set -l root $VSHIM_ROOT
    if test -z "$root"
        set root $HOME/.local/share/vshim
        test -n "$XDG_DATA_HOME"; and set root $XDG_DATA_HOME/vshim
    end
    for shim in $root/shims/*
        string replace -r '.*/' '' -- $shim
    end
end

# Those, and the commands that the environment has which applies here.
function __vshim_own_names
    __vshim_names
    set -l program (vshim which --inside python 2>/dev/null); or return
    for file in (string replace -r '[^/]*$' '' -- "$program")*
        test -x $file -a ! -d $file; and string replace -r '.*/' '' -- $file
    end
end

# The known environments, apart from those whose names JSON has to escape.
function __vshim_environments
    vshim list --json 2>/dev/null | string replace -rf '.*"name": *"([^"\\\\]*)".*' '$1'
    __fish_complete_directories (commandline -ct)
end

# The Pythons on PATH and those that pyenv has.
function __vshim_pythons
    set -l pyenv $PYENV_ROOT
    test -n "$pyenv"; or set pyenv $HOME/.pyenv
    for python in $PATH/python* $pyenv/versions/*
        string replace -r '.*/' '' -- $python
    end | string match -r '^(?:python)?[0-9][0-9.]*$' | sort -u
end

# Whether it is one of these commands of vshim that is being completed; any one without them.
function __vshim_command_is
    set -l words (commandline -opc)
    set -q words[2]; or return
    not set -q argv[1]; or contains -- $words[2] $argv
end

# What `vshim exec` is to run, with its arguments so far. Whether there is that.
function __vshim_exec_words
    __vshim_command_is exec; or return
    set -l words (commandline -opc)[3..-1]
    while set -q words[1]
        switch $words[1]
            case -e --env
                set -e words[1]
            case '-*'
            case '*'
                string escape -- $words
                return 0
        end
        set -e words[1]
    end
    return 1
end

# What that itself would be completed with.
function __vshim_exec_arguments
    set -l words (__vshim_exec_words)
    complete -C (string join ' ' -- $words (commandline -ct))
end

set -l commands create doctor exec global help init list local prompt rehash shell trust uninstall whence which
set -l none 'not __vshim_command_is'

complete -c vshim -f
complete -c vshim -n 'not __vshim_exec_words >/dev/null' -s h -l help -d 'Show how to use it'
complete -c vshim -n $none -s V -l version -d 'Show the version'

complete -c vshim -n $none -a shell -d 'Choose an environment for this shell only'
complete -c vshim -n $none -a local -d 'Choose an environment for this directory'
complete -c vshim -n $none -a global -d 'Choose the environment outside of projects'
complete -c vshim -n $none -a doctor -d 'Look for what is wrong with this set-up'
complete -c vshim -n $none -a prompt -d 'Print the environment for a prompt'
complete -c vshim -n $none -a exec -d 'Run a command as a shim would'
complete -c vshim -n $none -a help -d 'Explain vshim or one of its commands'
complete -c vshim -n $none -a init -d 'Print the code that sets up a shell'
complete -c vshim -n $none -a create -d 'Make a new environment'
complete -c vshim -n $none -a list -d 'Show the known environments'
complete -c vshim -n $none -a rehash -d 'Make the shims that are missing'
complete -c vshim -n $none -a trust -d 'Accept an environment that is not your own'
complete -c vshim -n $none -a uninstall -d 'Take shims and lines in rc files out again'
complete -c vshim -n $none -a whence -d 'Show which environments have a command'
complete -c vshim -n $none -a which -d 'Print what a command stands for here'

complete -c vshim -n '__vshim_command_is exec; and not __vshim_exec_words >/dev/null' \
    -s e -l env -x -a 'system (__vshim_environments)' -d 'In this environment'
complete -c vshim -n '__vshim_command_is exec; and not __vshim_exec_words >/dev/null' \
    -a '(__vshim_own_names) (__fish_complete_command)'
complete -c vshim -n '__vshim_exec_words >/dev/null' -a '(__vshim_exec_arguments)'

complete -c vshim -n '__vshim_command_is shell local global' -a '(__vshim_environments)'
complete -c vshim -n '__vshim_command_is shell local global' -l unset -d 'Choose none'
complete -c vshim -n '__vshim_command_is shell' -l system -d 'No environment'
complete -c vshim -n '__vshim_command_is shell' -l print -d 'Print the value for VSHIM_ENV'

complete -c vshim -n '__vshim_command_is help' -a "$commands"

complete -c vshim -n '__vshim_command_is init' -a 'bash elvish fish nu sh tcsh xonsh zsh'
complete -c vshim -n '__vshim_command_is init' -l prompt -d 'Show the environment in the prompt'
complete -c vshim -n '__vshim_command_is init' -l no-path -d 'Leave PATH alone'
complete -c vshim -n '__vshim_command_is init' -l no-function -d 'Without vshim shell'
complete -c vshim -n '__vshim_command_is init' -l no-command-not-found \
    -d 'Leave commands that are not found alone'

complete -c vshim -n '__vshim_command_is create' -a '(__fish_complete_directories)'
complete -c vshim -n '__vshim_command_is create' -s p -l python -r \
    -a '(__vshim_pythons)' -d 'With this Python'
complete -c vshim -n '__vshim_command_is create' -l clear \
    -d 'Replace an environment that is there'
complete -c vshim -n '__vshim_command_is create' -l system-site-packages \
    -d 'With the packages of that Python'
complete -c vshim -n '__vshim_command_is create' -l without-pip -d 'Leave pip out'
complete -c vshim -n '__vshim_command_is create' -l prompt -x -d 'The name that it goes by'

complete -c vshim -n '__vshim_command_is doctor' -l fix -d 'Mend what concerns its own files'
complete -c vshim -n '__vshim_command_is doctor' -l json -d 'One JSON object a line'

complete -c vshim -n '__vshim_command_is init' -l write \
    -d 'Put the line into the rc file'

complete -c vshim -n '__vshim_command_is uninstall' -s y -l yes -d 'Do not ask'

complete -c vshim -n '__vshim_command_is list' -a '(__fish_complete_directories)'
complete -c vshim -n '__vshim_command_is list' -l scan -d 'Those in and below directories'
complete -c vshim -n '__vshim_command_is list' -l broken -d 'Only those that are broken'
complete -c vshim -n '__vshim_command_is list' -l probe -d 'Start the interpreters'
complete -c vshim -n '__vshim_command_is list' -l size -d 'And how large they are'
complete -c vshim -n '__vshim_command_is list' -l json -d 'One JSON object a line'

complete -c vshim -n '__vshim_command_is trust' -a '(__fish_complete_directories)'
complete -c vshim -n '__vshim_command_is trust' -l list -d 'Show what is trusted'
complete -c vshim -n '__vshim_command_is trust' -l remove -d 'Trust it no longer'

complete -c vshim -n '__vshim_command_is whence' -a '(__vshim_names)'
complete -c vshim -n '__vshim_command_is which' -a '(__vshim_own_names)'

complete -c vshim -n '__vshim_command_is which' -s a -l all -d 'Every candidate, in order'
complete -c vshim -n '__vshim_command_is which' -l explain -d 'The whole decision'
complete -c vshim -n '__vshim_command_is which' -l inside -d 'Only what the environment has'
complete -c vshim -n '__vshim_command_is which' -l json -d 'One JSON object'
